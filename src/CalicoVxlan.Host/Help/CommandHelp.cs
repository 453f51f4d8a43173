namespace CalicoVxlan.Host.Help;

/// <summary>What the module's help says of a command.</summary>
internal sealed record CommandHelp(
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyDictionary<string, ParameterHelp> Parameters,
    IReadOnlyList<ExampleHelp> Examples,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Links);

/// <summary>What it says of a parameter.</summary>
internal sealed record ParameterHelp(string Name, IReadOnlyList<string> Description, string DefaultValue);

/// <summary>A command line and what it is for.</summary>
internal sealed record ExampleHelp(string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks);
