using System.Management.Automation;
using CalicoVxlan.Capture.Writing;
using CalicoVxlan.Capture;
using CalicoVxlan.Common;
using CalicoVxlan.Frames;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Commands;

/// <summary>Writes frames to a capture file, as captured or decapsulated. The file appears whole, when all frames have come.</summary>
[Cmdlet(VerbsData.Export, "VxlanFrame", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportVxlanFrameCommand : CancellableCommand
{
    private FrameWriter? writer;
    private string target = "";

    /// <summary>The file to write; its extension decides the format, .pcap and .cap or pcapng.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Frames from Get-VxlanFrame.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public VxlanFrame[] InputObject { get; set; } = [];

    /// <summary>The format, whatever the file is called.</summary>
    [Parameter]
    public CaptureFormat Format { get; set; }

    /// <summary>Writes the pods' frames without the tunnel around them.</summary>
    [Parameter]
    public SwitchParameter Decapsulate { get; set; }

    /// <summary>Replaces a file that exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file's object when it is there.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        target = GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(SafeText.Clean(target), Decapsulate ? "Write decapsulated frames" : "Write frames"))
        {
            return;
        }

        CaptureFormat format = MyInvocation.BoundParameters.ContainsKey(nameof(Format)) ? Format : CaptureWriter.FormatOf(target);
        Try(() => writer = new FrameWriter(CaptureWriter.Create(target, format, Force), Decapsulate));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (writer is not null)
        {
            Try(() => Array.ForEach(InputObject, writer.Write));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (writer is null)
        {
            return;
        }

        Try(writer.Complete);
        if (writer.LeftOut > 0)
        {
            WriteWarning($"{writer.LeftOut} later fragments of underlay packets were left out: what they carry is not a frame of its own.");
        }

        WriteVerbose($"{writer.Written} frames written to {SafeText.Clean(target)}.");
        if (PassThru)
        {
            WriteObject(new FileInfo(target));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Whatever was not completed, by an error or by Ctrl+C, goes away with the writer.
        if (disposing)
        {
            writer?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (CaptureException failure)
        {
            ThrowTerminatingError(ExportErrors.For(failure));
        }
    }
}
