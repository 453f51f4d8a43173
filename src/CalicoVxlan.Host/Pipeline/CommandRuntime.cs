using System.Management.Automation;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>What a running cmdlet talks to.</summary>
internal abstract class CommandRuntime
{
    public abstract InvocationInfo Invocation { get; }

    public abstract string ParameterSetName { get; }

    public abstract bool Stopping { get; }

    public abstract void WriteObject(object? value);

    public abstract void WriteError(ErrorRecord error);

    public abstract void WriteWarning(string text);

    public abstract void WriteVerbose(string text);

    public abstract void WriteDebug(string text);

    public abstract void WriteInformation(object? message);

    public abstract void WriteProgress(ProgressRecord progress);

    public abstract bool ShouldProcess(string description, string? question);

    public abstract bool ShouldContinue(string query, string caption);
}
