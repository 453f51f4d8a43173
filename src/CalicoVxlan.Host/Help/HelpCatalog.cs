using System.Reflection;
using System.Xml.Linq;

namespace CalicoVxlan.Host.Help;

/// <summary>The module's help, MAML and about topics, out of the resources that the host carries.</summary>
internal static class HelpCatalog
{
    private const string AboutSuffix = ".help.txt";

    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    // What the host itself adds needs a line, not a file.
    private static readonly Dictionary<string, string> BuiltIn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ConvertTo-Json"] = "Writes each object as one line of compact JSON.",
        ["Format-List"] = "Shows objects as lists of their properties.",
        ["Format-Table"] = "Shows objects as a table, by one of their views or the properties named.",
        ["Get-Command"] = "Lists the commands that cvx has.",
        ["Get-Help"] = "Shows what a command does, its parameters and examples; or an about_ topic.",
        ["Out-Null"] = "Takes objects and shows none.",
        ["Select-Object"] = "Takes the first or last objects, or some of their properties.",
    };

    private static readonly Lazy<Dictionary<string, CommandHelp>> Commands = new(Load);

    public static CommandHelp? Find(string command) => Commands.Value.GetValueOrDefault(command);

    public static string Synopsis(string command) => Find(command)?.Synopsis ?? BuiltIn.GetValueOrDefault(command, "");

    /// <summary>The names of the about topics.</summary>
    public static IEnumerable<string> Topics() => typeof(HelpCatalog).Assembly.GetManifestResourceNames()
        .Where(static n => n.StartsWith("about_", StringComparison.Ordinal) && n.EndsWith(AboutSuffix, StringComparison.Ordinal))
        .Select(static n => n[..^AboutSuffix.Length])
        .Order(StringComparer.Ordinal);

    /// <summary>A topic's text; null when there is none of that name.</summary>
    public static string? Topic(string name)
    {
        string? topic = Topics().FirstOrDefault(t => t.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (topic is null)
        {
            return null;
        }

        using StreamReader reader = new(typeof(HelpCatalog).Assembly.GetManifestResourceStream(topic + AboutSuffix)!);
        return reader.ReadToEnd();
    }

    private static Dictionary<string, CommandHelp> Load()
    {
        Dictionary<string, CommandHelp> found = new(StringComparer.OrdinalIgnoreCase);
        Assembly assembly = typeof(HelpCatalog).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(static n => n.EndsWith("-Help.xml", StringComparison.OrdinalIgnoreCase)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            foreach (XElement command in XDocument.Load(stream).Descendants(Command + "command"))
            {
                CommandHelp help = Read(command);
                found[help.Name] = help;
            }
        }

        return found;
    }

    private static CommandHelp Read(XElement command)
    {
        XElement? details = command.Element(Command + "details");
        Dictionary<string, ParameterHelp> parameters = new(StringComparer.OrdinalIgnoreCase);
        foreach (XElement parameter in command.Elements(Command + "parameters").Elements(Command + "parameter"))
        {
            string name = Text(parameter.Element(Maml + "name"));
            parameters[name] = new ParameterHelp(name, Paragraphs(parameter.Element(Maml + "description")), Text(parameter.Element(Dev + "defaultValue")));
        }

        return new CommandHelp(
            Text(details?.Element(Command + "name")),
            string.Join(' ', Paragraphs(details?.Element(Maml + "description"))),
            Paragraphs(command.Element(Maml + "description")),
            parameters,
            command.Elements(Command + "examples").Elements(Command + "example").Select(ReadExample).ToArray(),
            command.Elements(Maml + "alertSet").SelectMany(Paragraphs).ToArray(),
            command.Descendants(Maml + "navigationLink").Select(ReadLink).Where(static l => l.Length > 0).ToArray());
    }

    private static ExampleHelp ReadExample(XElement example) => new(
        Text(example.Element(Maml + "title")).Trim('-', ' '),
        Paragraphs(example.Element(Maml + "introduction")),
        example.Element(Dev + "code")?.Value.ReplaceLineEndings("\n").Trim('\n') ?? "",
        Paragraphs(example.Element(Dev + "remarks")));

    private static string ReadLink(XElement link)
    {
        string uri = Text(link.Element(Maml + "uri"));
        return (Text(link.Element(Maml + "linkText")) + " " + uri).Trim();
    }

    private static string[] Paragraphs(XElement? element) =>
        element?.Descendants(Maml + "para").Select(static p => Text(p)).Where(static t => t.Length > 0).ToArray() ?? [];

    private static string Text(XElement? element) => element is null ? "" : string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
