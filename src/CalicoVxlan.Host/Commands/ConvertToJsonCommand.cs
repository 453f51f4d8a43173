using System.Management.Automation;
using System.Text;
using CalicoVxlan.Host.Formatting;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Commands;

/// <summary>Writes each object as one line of compact JSON.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
[OutputType(typeof(string))]
public sealed class ConvertToJsonCommand : Cmdlet
{
    private readonly JsonText json = new();
    private OutputPipe? pipe;

    /// <summary>The object to write.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, Mandatory = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>For scripts that are made for PowerShell: the lines are always compact.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>For scripts that are made for PowerShell: six levels are always written.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => pipe = (Runtime as Stage)?.TextPipe;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        json.Clear();
        json.WriteValue(InputObject, 0);
        if (pipe is null)
        {
            WriteObject(Encoding.UTF8.GetString(json.Written));
        }
        else if (Stopping)
        {
            throw new PipelineStoppedException();
        }
        else
        {
            pipe.WriteLine(json.Written);
        }
    }
}
