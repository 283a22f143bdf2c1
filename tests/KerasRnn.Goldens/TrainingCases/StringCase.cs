using System.Text.Json;

namespace KerasRnn.Goldens.TrainingCases;

/// <summary>What a string means where a metric or a loss is asked for.</summary>
internal static class StringCase
{
    public static void Run(JsonElement json, CaseCheck check)
    {
        string word = json.Text("string");
        Shape yTrue = Shape("y_true_shape"), yPred = Shape("y_pred_shape");
        if (json.Find("error") is JsonElement error) Refusals.Expect(check, error.Text("message"), () => Resolve());
        else Resolve();

        void Resolve()
        {
            if (json.Text("kind") == "metric") Compare(Library.Metric(Library.Word(word)).Resolve(yTrue, yPred));
            else Compare(Library.Loss(Library.Word(word)).Resolve(yTrue, yPred));
        }

        void Compare(object found)
        {
            (string type, string name) = found switch
            {
                LossMetric metric => (metric.Loss.GetType().Name, metric.Name),
                Metric metric => (metric.GetType().Name, metric.Name),
                _ => (found.GetType().Name, ((Loss)found).Name),
            };
            if (json.Find("name") is JsonElement expected) check.Same("name", expected.GetString(), name);
            if (json.Find("direction") is JsonElement direction) check.Same("direction", direction.GetString(), ((Metric)found).Direction.ToString().ToLowerInvariant());
            if (json.Find("resolves_to")?.GetString() is not string resolved) return;

            // A loss made from a function's name is a wrapper in Keras; the function says which one it is.
            bool isFunction = json.Find("kind")?.GetString() == "loss" && (json.Find("function") is null || resolved == "LossFunctionWrapper");
            string target = json.Find("function")?.GetString() ?? resolved;
            if (isFunction) check.Same("meaning", target, Naming.Snake(type));
            else check.Same("meaning", resolved, type);
        }

        Shape Shape(string key) => json.Find(key) is null ? new Shape(8, 3) : new Shape(json.Whole(key));
    }
}
