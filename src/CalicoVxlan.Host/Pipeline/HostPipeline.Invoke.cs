using CalicoVxlan.Host.Binding;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Pipelines for callers in the same process.</summary>
public sealed partial class HostPipeline
{
    private HostResult? result;

    /// <summary>Makes a pipeline that can be stopped while <see cref="Invoke()"/> runs it.</summary>
    /// <param name="commandLine">What to run.</param>
    /// <param name="commands">The commands; null for the module's and the host's.</param>
    /// <param name="watch">Is given each object as it comes.</param>
    public static HostPipeline Create(string commandLine, CommandTable? commands = null, Action<object?>? watch = null)
    {
        ArgumentNullException.ThrowIfNull(commandLine);
        HostResult result = new();
        return new HostPipeline(LineParser.Parse(commandLine), commandLine, commands ?? new CommandTable(), new CollectingStreams(result, watch)) { result = result };
    }

    /// <summary>Runs a line and keeps all that it writes.</summary>
    public static HostResult Invoke(string commandLine, CommandTable? commands = null) => Create(commandLine, commands).Invoke();

    /// <summary>Runs the pipeline, once.</summary>
    public HostResult Invoke()
    {
        HostResult kept = result ?? throw new InvalidOperationException("This pipeline's streams go elsewhere.");
        kept.WasStopped = !Run();
        kept.HadErrors = Streams.HadErrors;
        return kept;
    }
}
