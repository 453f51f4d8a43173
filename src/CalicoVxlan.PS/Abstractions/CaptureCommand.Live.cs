using System.Management.Automation;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Capturing from interfaces.</summary>
public abstract partial class CaptureCommand
{
    /// <summary>Interfaces.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Interface)]
    public string[] Interface { get; set; } = [];

    /// <summary>BPF.</summary>
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    public string? Filter { get; set; }

    /// <summary>Count.</summary>
    [Parameter(ParameterSetName = ParameterSets.Interface)]
    public long Count { get; set; }

    private static void CheckFilter(string text)
    {
    }

    private static void CaptureLive()
    {
    }
}
