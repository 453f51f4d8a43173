namespace CalicoVxlan.Host.Formatting;

/// <summary>How objects of a type are shown.</summary>
internal sealed record View(string Name, string? GroupBy, string? GroupLabel, bool IsTable, IReadOnlyList<ViewColumn> Columns);

/// <summary>A column of a table or a line of a list: a property, never a script. A status has a colour.</summary>
internal sealed record ViewColumn(string Label, string Property, int Width, bool Right, string? Format, bool IsStatus = false);
