using System.Management.Automation;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>All that a pipeline wrote, kept apart by stream.</summary>
public sealed class HostResult
{
    /// <summary>The objects.</summary>
    public IList<object?> Output { get; } = [];

    /// <summary>The errors; the last is the one that ended the pipeline, if one did.</summary>
    public IList<ErrorRecord> Errors { get; } = [];

    /// <summary>The warnings.</summary>
    public IList<string> Warnings { get; } = [];

    /// <summary>What was said because of -Verbose.</summary>
    public IList<string> Verbose { get; } = [];

    /// <summary>What was said because of -Debug.</summary>
    public IList<string> Debug { get; } = [];

    /// <summary>What was said because of -WhatIf or -InformationAction.</summary>
    public IList<string> Information { get; } = [];

    /// <summary>The progress.</summary>
    public IList<ProgressRecord> Progress { get; } = [];

    /// <summary>Questions that were asked; the answer was no.</summary>
    public IList<string> Questions { get; } = [];

    /// <summary>True when there was an error, shown or silent.</summary>
    public bool HadErrors { get; internal set; }

    /// <summary>True when it was stopped.</summary>
    public bool WasStopped { get; internal set; }
}
