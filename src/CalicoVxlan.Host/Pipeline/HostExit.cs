using System.Runtime.CompilerServices;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Lets a cmdlet say with which code the run should end when there was no error.</summary>
public static class HostExit
{
    // Of this run alone: several may be under way in one process. The box is shared with the threads that the run starts.
    private static readonly AsyncLocal<StrongBox<int>?> Current = new();

    /// <summary>The highest code that was asked for.</summary>
    public static int Requested => Current.Value is { } box ? Volatile.Read(ref box.Value) : 0;

    /// <summary>Asks for a code; a higher one that was asked for before stays. Outside of a run it is forgotten.</summary>
    public static void Request(int code)
    {
        if (Current.Value is { } box)
        {
            box.Value = Math.Max(box.Value, code);
        }
    }

    internal static void Reset() => Current.Value = new StrongBox<int>(0);
}
