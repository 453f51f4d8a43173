using System.Collections.ObjectModel;
using System.Management.Automation;
using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Files;
using CalicoVxlan.Frames;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>A cmdlet that reads capture files or captures live; what it does with each wanted frame is the child's.</summary>
public abstract partial class CaptureCommand : CancellableCommand
{
    private CaptureProgress? progress;

    /// <summary>True when the child needs a frame's bytes only until it has seen the next: reading is faster then.</summary>
    protected virtual bool ReusesBlocks => false;

    /// <summary>Takes a frame that is wanted; the reader stands on it.</summary>
    /// <returns>False when no more frames are needed.</returns>
    protected abstract bool Take(FrameReader reader);

    /// <summary>Called before the first packet of a source is read.</summary>
    protected virtual void Begin(FrameReader reader)
    {
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        progress = new CaptureProgress(this);
        fromLine = MyInvocation.BoundParameters.ContainsKey(nameof(Interface));
        if (Filter is not null)
        {
            CheckFilter(Filter);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ParameterSets.Path:
                ReadFiles(Path.SelectMany(ExpandPath));
                break;
            case ParameterSets.LiteralPath:
                ReadFiles(LiteralPath.Select(path => path == CaptureFile.StandardInput ? path : GetUnresolvedProviderPathFromPSPath(path)));
                break;
            case ParameterSets.Interface:
                Collect();
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (wanted.Count + nameless > 0)
        {
            CaptureLive();
        }
    }

    private void ReadFiles(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (Stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                using FrameReader reader = new(CaptureFile.Open(path, ReusesBlocks, Stop), decode ??= MakeDecodeOptions(), filter ??= MakeFilter());
                Read(reader, path);
            }
            catch (CaptureException failure)
            {
                WriteError(CaptureErrors.For(failure));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Read(FrameReader reader, string name)
    {
        progress!.Start(reader, name);
        Begin(reader);
        while (reader.MoveNext(Stop))
        {
            if (reader.IsMatch && !Take(reader))
            {
                break;
            }

            progress.Tick();
        }

        progress.Complete();
        if (reader.Problem is { } problem)
        {
            Report(problem, name);
        }
    }

    private void Report(CaptureProblem problem, string name)
    {
        if (problem.IsWarning)
        {
            WriteWarning(problem.Message);
        }
        else
        {
            WriteError(CaptureErrors.For(problem, name));
        }
    }

    // A pattern that matches nothing is reported; the other paths go on.
    private IReadOnlyList<string> ExpandPath(string path)
    {
        if (path == CaptureFile.StandardInput)
        {
            return [path];
        }

        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [GetUnresolvedProviderPathFromPSPath(path)];
        }

        try
        {
            Collection<string> found = GetResolvedProviderPathFromPSPath(path, out _);
            if (found.Count == 0)
            {
                WriteError(CaptureErrors.NothingMatches(path));
            }

            return found;
        }
        catch (ItemNotFoundException)
        {
            WriteError(CaptureErrors.NothingMatches(path));
            return [];
        }
    }
}
