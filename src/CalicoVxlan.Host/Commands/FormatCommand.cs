using System.Management.Automation;
using CalicoVxlan.Host.Formatting;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Commands;

/// <summary>What the formatting commands share: objects in, lines out.</summary>
public abstract class FormatCommand : Cmdlet
{
    private ObjectWriter? writer;

    /// <summary>What is shown.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The properties to show; wildcards are expanded.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[]? Property { get; set; }

    /// <summary>One of the type's views by its name.</summary>
    [Parameter]
    public string? View { get; set; }

    internal abstract bool IsTable { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            writer ??= new DefaultWriter(Runtime is Stage { TextPipe: { } pipe } ? LineTarget.To(pipe) : LineTarget.To(WriteObject), new FormatRequest(IsTable, View, Property));
            writer.Write(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => writer?.Complete();
}

/// <summary>Shows objects as a table.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
[Alias("ft")]
public sealed class FormatTableCommand : FormatCommand
{
    internal override bool IsTable => true;
}

/// <summary>Shows objects as a list of properties.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
[Alias("fl")]
public sealed class FormatListCommand : FormatCommand
{
    internal override bool IsTable => false;
}
