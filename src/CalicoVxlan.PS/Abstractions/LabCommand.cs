using CalicoVxlan.Lab;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>A cmdlet about labs: what the core refuses becomes an error, and a lab need not be named where there is just one.</summary>
public abstract class LabCommand : CancellableCommand
{
    /// <summary>Does the work; what can't be done to a lab is reported, and the pipeline goes on.</summary>
    protected void Try(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            work();
        }
        catch (LabException failure)
        {
            WriteError(LabErrors.For(failure));
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            // Ctrl+C: the pipeline knows.
        }
    }

    /// <summary>The name that is given, or that of the one lab; null, with an error, where neither is.</summary>
    protected string? NameOr(string? name)
    {
        if (name is not null)
        {
            return name;
        }

        IReadOnlyList<string> names = CalicoLab.Names();
        if (names.Count == 1)
        {
            return names[0];
        }

        WriteError(LabErrors.NameNeeded(names));
        return null;
    }
}
