using System.Text;

namespace KerasRnn.Saving;

/// <summary>Class names in snake case, as Keras makes default names of them: SimpleRNN, simple_rnn; RMSprop, rm_sprop; Conv1D, conv1d.</summary>
internal static class Snake
{
    public static string Of(string name)
    {
        StringBuilder text = new(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];

            // An underscore before a capital that begins a word of small letters, and before a capital after a small letter.
            bool begins = i > 0 && char.IsAsciiLetterUpper(c) && i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]);
            bool follows = i > 0 && char.IsAsciiLetterUpper(c) && char.IsAsciiLetterLower(name[i - 1]);
            if (begins || follows) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
