using System.Management.Automation;

namespace CalicoVxlan.Host.Formatting;

/// <summary>What a user asked for with Format-Table or Format-List; nothing at all for output by itself.</summary>
internal sealed record FormatRequest(bool? Table = null, string? ViewName = null, string[]? Properties = null);

/// <summary>Writes objects by their types' views: text as it is, short objects as a table, long ones as a list.</summary>
internal sealed class DefaultWriter(LineTarget target, FormatRequest request) : ObjectWriter
{
    private const int MostColumns = 4;

    private ObjectWriter? current;
    private object? currentKind;

    public override void Write(object value)
    {
        object plain = PSObject.Unwrap(value) ?? value;
        if (plain is string or IFormattable or bool or char or Type)
        {
            CloseCurrent();
            target.Line(CellText.Of(plain));
            return;
        }

        ObjectShape shape = ObjectShape.Of(plain);
        object kind = shape.Type ?? (object)string.Join(',', shape.Properties.Select(static p => p.Name));
        if (current is null || !kind.Equals(currentKind))
        {
            CloseCurrent();
            current = Open(shape);
            currentKind = kind;
        }

        current.Write(plain);
    }

    public override void Complete() => CloseCurrent();

    private void CloseCurrent()
    {
        current?.Complete();
        current = null;
    }

    private ObjectWriter Open(ObjectShape shape)
    {
        View view = Choose(shape);
        return view.IsTable ? new TableWriter(target, view) : new ListWriter(target, view);
    }

    private View Choose(ObjectShape shape)
    {
        IReadOnlyList<View> views = ViewCatalog.Module.For(shape.Type);
        if (request.ViewName is { } name)
        {
            return views.FirstOrDefault(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && v.IsTable == (request.Table ?? true))
                ?? throw new PSArgumentException($"There is no view '{name}' for {shape.Type?.Name ?? "these objects"}. {Names(views)}");
        }

        if (request.Properties is { Length: > 0 } patterns)
        {
            return Generated(Named(shape, patterns), request.Table ?? true);
        }

        return views.FirstOrDefault(v => request.Table is not { } table || v.IsTable == table)
            ?? Generated(shape.Properties.Select(static p => p.Name), request.Table ?? shape.Properties.Length <= MostColumns);

        string Names(IReadOnlyList<View> all) =>
            all.Any(v => v.IsTable == (request.Table ?? true)) ? "Its views: " + string.Join(", ", all.Where(v => v.IsTable == (request.Table ?? true)).Select(static v => v.Name)) + "." : "";
    }

    private static List<string> Named(ObjectShape shape, string[] patterns)
    {
        List<string> names = [];
        foreach (string pattern in patterns)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                names.Add(shape.Find(pattern)?.Name ?? pattern);
                continue;
            }

            WildcardPattern match = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            names.AddRange(shape.Properties.Where(p => match.IsMatch(p.Name)).Select(static p => p.Name).Except(names));
        }

        return names;
    }

    private static View Generated(IEnumerable<string> names, bool table) =>
        new("", null, null, table, names.Select(static n => new ViewColumn(n, n, 0, false, null)).ToArray());
}
