using System.Management.Automation;
using CalicoVxlan.Host.Formatting;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Commands;

/// <summary>Takes some of the objects, or some of their properties.</summary>
[Cmdlet(VerbsCommon.Select, "Object")]
[Alias("select")]
public sealed class SelectObjectCommand : Cmdlet
{
    private readonly Queue<object?> last = new();
    private ObjectShape? from;
    private ObjectShape? to;
    private long seen;
    private long written;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The properties that are wanted; wildcards are expanded.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[]? Property { get; set; }

    /// <summary>How many from the beginning; then the commands before this one are stopped.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>How many from the end.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>How many at the beginning are passed over.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (First == 0)
        {
            ((Stage)Runtime).StopUpstream();
        }

        if (seen++ < Skip)
        {
            return;
        }

        if (First is null && Last is { } most)
        {
            Remember(most);
            return;
        }

        WriteObject(Select(InputObject));
        if (++written == First)
        {
            ((Stage)Runtime).StopUpstream();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (object? value in last)
        {
            WriteObject(Select(value));
        }
    }

    private void Remember(int most)
    {
        last.Enqueue(InputObject);
        if (last.Count > most)
        {
            _ = last.Dequeue();
        }
    }

    private object? Select(object? value)
    {
        if (Property is null || value is null)
        {
            return value;
        }

        ObjectShape shape = ObjectShape.Of(value);
        if (shape != from)
        {
            from = shape;
            to = Selection.ShapeOf(Chosen(shape));
        }

        return new Selection(to!, PSObject.Unwrap(value)!);
    }

    private List<(string Name, PropertyReader? Reader)> Chosen(ObjectShape shape)
    {
        List<(string Name, PropertyReader? Reader)> chosen = [];
        foreach (string pattern in Property!)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                PropertyReader? reader = shape.Find(pattern);
                Add(reader?.Name ?? pattern, reader);
                continue;
            }

            WildcardPattern match = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            foreach (PropertyReader reader in shape.Properties)
            {
                if (match.IsMatch(reader.Name))
                {
                    Add(reader.Name, reader);
                }
            }
        }

        return chosen;

        void Add(string name, PropertyReader? reader)
        {
            if (!chosen.Exists(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                chosen.Add((name, reader));
            }
        }
    }
}
