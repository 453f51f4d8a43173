using System.Management.Automation;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>An error after which the pipeline ends.</summary>
internal sealed class TerminatingErrorException(ErrorRecord error) : Exception(error.Exception.Message, error.Exception)
{
    public ErrorRecord Error { get; } = error;
}

/// <summary>A command has all it wants: what is before it in the pipeline stops, what is behind it ends as usual.</summary>
internal sealed class StopUpstreamException(Cmdlet satisfied) : Exception("The command needs no more input.")
{
    public Cmdlet Satisfied { get; } = satisfied;
}

/// <summary>Whoever read the output has gone.</summary>
internal sealed class OutputClosedException(Exception? cause = null) : Exception("The output was closed.", cause);
