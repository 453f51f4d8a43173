using System.Globalization;

namespace CalicoVxlan.Bench;

/// <summary>A command line of words and <c>--name value</c> pairs.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    public Arguments(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                _words.Add(arguments[i]);
            }
            else
            {
                string name = arguments[i][2..];
                _options[name] = i + 1 < arguments.Count ? arguments[++i] : throw new ArgumentException($"--{name} needs a value.");
            }
        }
    }

    public string? Word(int index) => index < _words.Count ? _words[index] : null;

    public string Text(string name, string otherwise) => _options.GetValueOrDefault(name, otherwise);

    public long Number(string name, long otherwise) =>
        _options.TryGetValue(name, out string? text) ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
