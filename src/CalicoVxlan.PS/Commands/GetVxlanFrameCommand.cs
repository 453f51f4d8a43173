using System.Management.Automation;
using CalicoVxlan.Frames;
using CalicoVxlan.PS.Abstractions;

namespace CalicoVxlan.PS.Commands;

/// <summary>Reads captures, or captures live, and writes each frame as an object.</summary>
[Cmdlet(VerbsCommon.Get, "VxlanFrame", DefaultParameterSetName = ParameterSets.Path)]
[OutputType(typeof(VxlanFrame))]
public sealed class GetVxlanFrameCommand : CaptureCommand
{
    private long written;

    /// <inheritdoc/>
    protected override bool Take(FrameReader reader)
    {
        WriteObject(reader.CreateFrame());
        return ++written != Count;
    }
}
