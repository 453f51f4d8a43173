namespace CalicoVxlan.Host.Pipeline;

/// <summary>Lets a cmdlet say with which code the process should end when there was no error.</summary>
public static class HostExit
{
    private static int requested;

    /// <summary>The highest code that was asked for.</summary>
    public static int Requested => Volatile.Read(ref requested);

    /// <summary>Asks for a code; a higher one that was asked for before stays.</summary>
    public static void Request(int code) => requested = Math.Max(requested, code);

    internal static void Reset() => requested = 0;
}
