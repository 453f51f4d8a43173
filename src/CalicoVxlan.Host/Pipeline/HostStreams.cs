using System.Management.Automation;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Where a pipeline's objects and messages go.</summary>
internal abstract class HostStreams
{
    public bool HadErrors { get; set; }

    /// <summary>The pipe for commands that write text themselves; null when all output is objects.</summary>
    public virtual OutputPipe? Text => null;

    public abstract void Object(object? value);

    public abstract void Error(ErrorRecord error);

    public abstract void Warning(string text);

    public abstract void Verbose(string text);

    public abstract void Debug(string text);

    public abstract void Information(object? message);

    public abstract void Progress(ProgressRecord progress);

    /// <summary>Asks whether to do something; a host that can't ask says no.</summary>
    public virtual bool Ask(string question) => false;

    /// <summary>The pipeline has ended.</summary>
    public virtual void Complete()
    {
    }
}
