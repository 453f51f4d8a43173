using System.Management.Automation;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>A cmdlet that Ctrl+C and <c>Select-Object -First</c> end at once: every core loop takes its token.</summary>
public abstract class CancellableCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    protected CancellationToken Stop => stop.Token;

    /// <inheritdoc/>
    protected override void StopProcessing() => stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the cmdlet holds; PowerShell calls it however the pipeline ended.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
