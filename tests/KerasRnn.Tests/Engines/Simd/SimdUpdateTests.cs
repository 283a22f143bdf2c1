using KerasRnn.Engines;
using KerasRnn.Graph;
using KerasRnn.Reference;
using static KerasRnn.Ops;

namespace KerasRnn.Tests.Engines.Simd;

/// <summary>All reads see the values before the run, whatever is written where.</summary>
public sealed class SimdUpdateTests
{
    public static TheoryData<string> Engines => ["simd", "plain", "reference"];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Two_variables_change_places(string engine)
    {
        Variable a = Row("a", 1, 2, 3), b = Row("b", 4, 5, 6);
        Run(engine, [a, b], t =>
        {
            KerasTensor old = t.Read(a);
            t.Assign(a, t.Read(b));
            t.Assign(b, old);
            return [];
        });
        AssertValues([4, 5, 6], a);
        AssertValues([1, 2, 3], b);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Two_variables_change_places_through_functions_of_both(string engine)
    {
        Variable a = Row("a", 1, 2, 3), b = Row("b", 4, 5, 6);
        Run(engine, [a, b], t =>
        {
            KerasTensor oldA = t.Initial(a), oldB = t.Initial(b);
            t.Assign(a, oldA + (oldB * 10));
            t.Assign(b, oldB + (oldA * 100));
            return [];
        });
        AssertValues([41, 52, 63], a);
        AssertValues([104, 205, 306], b);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void One_tensor_goes_to_two_variables_and_out(string engine)
    {
        Variable a = Row("a", 1, 2, 3), b = Row("b", 4, 5, 6);
        double[][] outputs = Run(engine, [a, b], t =>
        {
            KerasTensor sum = t.Read(a) + t.Read(b);
            t.Assign(a, sum);
            t.Assign(b, sum);
            return [sum, t.Initial(a), Sum(t.Read(b) * t.Initial(b))];
        });
        AssertValues([5, 7, 9], a);
        AssertValues([5, 7, 9], b);
        Assert.Equal([[5, 7, 9], [1, 2, 3], [20 + 35 + 54]], outputs);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Readers_of_the_old_value_run_before_it_is_overwritten(string engine)
    {
        Variable a = Row("a", 1, 2, 3);
        double[][] outputs = Run(engine, [a], t =>
        {
            KerasTensor old = t.Read(a);
            t.Assign(a, old * 2);
            t.Assign(a, t.Read(a) + Reverse(old, 0));
            return [old, Square(old), Sum(old) / Max(t.Read(a)), Slice(old, 0, 1, 2)];
        });
        AssertValues([5, 6, 7], a);
        Assert.Equal([1, 2, 3], outputs[0]);
        Assert.Equal([1, 4, 9], outputs[1]);
        Assert.Equal((float)(6 / 7.0), (float)outputs[2][0]);
        Assert.Equal([2, 3], outputs[3]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_moment_is_overwritten_after_both_updates_have_read_it(string engine)
    {
        // As Lion: the weight moves by the old moment, which the same chain replaces.
        Variable w = Row("w", 1, 1, 1), m = Row("m", 2, -3, 0);
        Run(engine, [w, m], t =>
        {
            KerasTensor moment = t.Read(m), g = t.Read(w) * 4;
            t.Assign(m, (moment * 0.5) + g);
            t.Assign(w, t.Read(w) - (Sign(moment) * 0.25));
            return [];
        });
        AssertValues([5, 2.5, 4], m);
        AssertValues([0.75, 1.25, 1], w);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_variable_keeps_its_value_or_takes_a_constant_an_input_or_another_shape_of_itself(string engine)
    {
        Variable same = Row("same", 1, 2, 3), constant = Row("constant", 0, 0, 0), turned = new("turned", new Shape(2, 2), [1, 2, 3, 4]);
        Run(engine, [same, constant, turned], t =>
        {
            t.Assign(same, t.Read(same));
            t.Assign(constant, t.Constant([7, 8, 9], new Shape(3)));
            t.Assign(turned, Transpose(t.Read(turned), 1, 0));
            return [];
        });
        AssertValues([1, 2, 3], same);
        AssertValues([7, 8, 9], constant);
        AssertValues([1, 3, 2, 4], turned);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_matrix_is_replaced_by_a_product_with_itself(string engine)
    {
        Variable w = new("w", new Shape(2, 2), [1, 2, 3, 4]);
        Run(engine, [w], t =>
        {
            t.Assign(w, MatMul(t.Read(w), t.Read(w)));
            return [];
        });
        AssertValues([7, 10, 15, 22], w);
    }

    private static Variable Row(string name, params float[] values) => new(name, new Shape(values.Length), values);

    private static double[][] Run(string name, Variable[] variables, Func<Trace, KerasTensor[]> build)
    {
        IEngine engine = name switch
        {
            "simd" => Side.Fused,
            "plain" => Side.Plain,
            _ => new ReferenceEngine(),
        };
        Trace trace = new();
        KerasTensor[] outputs = build(trace);
        using IEngineState state = engine.Open();
        state.Add(variables);
        foreach (Variable variable in variables) variable.MoveTo(state);
        using IProgram program = state.Compile(new GraphProgram(trace, outputs));
        double[][] values = Side.Feed(program, 1, outputs);
        foreach (Variable variable in variables) variable.MoveToHost();
        return values;
    }

    private static void AssertValues(double[] expected, Variable variable) =>
        Assert.Equal(expected, variable.GetValue().Select(value => (double)value));
}
