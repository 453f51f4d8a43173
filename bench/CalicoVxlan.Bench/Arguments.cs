using System.Globalization;

namespace CalicoVxlan.Bench;

/// <summary>A command line of words and <c>--name value</c> pairs.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<string> words = [];

    public Arguments(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(arguments[i]);
            }
            else
            {
                string name = arguments[i][2..];
                options[name] = i + 1 < arguments.Count ? arguments[++i] : throw new ArgumentException($"--{name} needs a value.");
            }
        }
    }

    public string? Word(int index) => index < words.Count ? words[index] : null;

    public string Text(string name, string otherwise) => options.GetValueOrDefault(name, otherwise);

    public long Number(string name, long otherwise) =>
        options.TryGetValue(name, out string? text) ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
