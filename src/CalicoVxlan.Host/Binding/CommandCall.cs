namespace CalicoVxlan.Host.Binding;

/// <summary>One command of a line: its name and what was written behind it.</summary>
internal sealed record CommandCall(string Name, IReadOnlyList<CommandElement> Elements, string Text)
{
    /// <summary>A shell has split the line: further values behind a list parameter's first belong to it.</summary>
    public bool FromShell { get; init; }
}

/// <summary>A part of a command: <c>-Name</c>, <c>-Name:value</c> or a value.</summary>
internal sealed record CommandElement(string? Parameter, bool HasValue, object? Value)
{
    public bool IsParameter => Parameter is not null;

    public static CommandElement Named(string name) => new(name, HasValue: false, null);

    public static CommandElement NamedWith(string name, object? value) => new(name, HasValue: true, value);

    public static CommandElement Argument(object? value) => new(null, HasValue: true, value);
}

/// <summary>A number as it was written: text for a parameter that takes text, a number for any other.</summary>
internal sealed record NumberLiteral(object Number, string Text)
{
    public override string ToString() => Text;
}

/// <summary>A line that can't be read.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
