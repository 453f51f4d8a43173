using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Snapshots;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Commands;

/// <summary>Writes evidence to a folder, or to a zip. It appears whole or not at all.</summary>
[Cmdlet(VerbsData.Export, "CalicoEvidence", SupportsShouldProcess = true)]
[OutputType(typeof(DirectoryInfo), typeof(FileInfo))]
public sealed class ExportCalicoEvidenceCommand : CancellableCommand
{
    private string target = "";
    private bool written;

    /// <summary>The folder to write, or the zip when the name ends in .zip.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Evidence from Get-CalicoEvidence or Import-CalicoEvidence.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public CalicoEvidence? Evidence { get; set; }

    /// <summary>Replaces a snapshot that exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => target = GetUnresolvedProviderPathFromPSPath(Path);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(SafeText.Clean(target), $"Write evidence of {Evidence}"))
        {
            return;
        }

        try
        {
            // Two clusters have no place in one snapshot, whatever -Force says.
            EvidenceSnapshot.Write(Evidence!, target, Force && !written, Stop);
            written = true;
        }
        catch (EvidenceException failure)
        {
            ThrowTerminatingError(EvidenceErrors.For(failure));
        }
        catch (OperationCanceledException)
        {
            return;
        }

        WriteObject(EvidenceSnapshot.IsZip(target) ? new FileInfo(target) : new DirectoryInfo(target));
    }
}
