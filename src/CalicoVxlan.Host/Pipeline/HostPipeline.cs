using System.Management.Automation;
using System.Runtime.ExceptionServices;
using CalicoVxlan.Host.Binding;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Runs commands, each object going through all of them before the next is read.</summary>
public sealed partial class HostPipeline
{
    private readonly List<Stage> stages = [];
    private readonly Lock gate = new();
    private volatile bool stopping;
    private bool disposed;

    internal HostPipeline(IReadOnlyList<CommandCall> calls, string line, CommandTable commands, HostStreams streams)
    {
        Line = line;
        Streams = streams;
        Commands = commands;
        Calls = calls;
    }

    internal string Line { get; }

    internal HostStreams Streams { get; }

    internal CommandTable Commands { get; }

    internal bool IsStopping => stopping;

    private IReadOnlyList<CommandCall> Calls { get; }

    /// <summary>Stops the pipeline from another thread: every command that runs is told.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (stopping || disposed)
            {
                return;
            }

            stopping = true;
            foreach (Stage stage in stages)
            {
                stage.Command.RequestStop();
            }
        }
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>False when it was stopped.</returns>
    internal bool Run()
    {
        try
        {
            Build();
            Execute();
        }
        catch (TerminatingErrorException e)
        {
            Report(e.Error);
        }
        catch (CommandNotFoundException e)
        {
            Report(e.ErrorRecord);
        }
        catch (PipelineStoppedException)
        {
            // Whoever stopped it knows.
        }
        catch (OperationCanceledException) when (stopping)
        {
            // A cmdlet's way of noticing the stop.
        }
        finally
        {
            Dispose();
            Streams.Complete();
        }

        return !stopping;
    }

    private void Build()
    {
        foreach (CommandCall call in Calls)
        {
            Stage stage = new(this, new CommandType(Commands.Find(call.Name)), call) { IsFirst = stages.Count == 0 };
            lock (gate)
            {
                stages.Add(stage);
            }
        }

        for (int i = 0; i < stages.Count; i++)
        {
            stages[i].Next = i + 1 < stages.Count ? stages[i + 1] : null;
            stages[i].Invocation.PipelinePosition = i + 1;
            stages[i].Invocation.PipelineLength = stages.Count;
            stages[i].BindLine();
        }
    }

    private void Execute()
    {
        int first = 0;
        first = Guard(first, () =>
        {
            foreach (Stage stage in stages)
            {
                stage.Begin();
            }
        });

        if (first == 0)
        {
            first = Guard(first, () => stages[0].Run(stages[0].Command.Process));
        }

        for (int i = 0; i < stages.Count; i++)
        {
            if (i >= first)
            {
                Stage stage = stages[i];
                first = Math.Max(first, Guard(first, () => stage.Run(stage.Command.End)));
            }
        }
    }

    // A command that has enough ends those before it; the number of the first that goes on comes back.
    private int Guard(int first, Action action)
    {
        try
        {
            action();
            return first;
        }
        catch (StopUpstreamException e)
        {
            return stages.FindIndex(s => s.Command == e.Satisfied);
        }
    }

    private void Report(ErrorRecord error)
    {
        Streams.HadErrors = true;
        Streams.Error(error);
    }

    private void Dispose()
    {
        ExceptionDispatchInfo? failure = null;
        lock (gate)
        {
            disposed = true;
        }

        foreach (Stage stage in stages)
        {
            try
            {
                (stage.Command as IDisposable)?.Dispose();
            }
            catch (Exception e)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        failure?.Throw();
    }
}
