namespace CalicoVxlan.Evidence.Collecting;

/// <summary>How a program came to its end.</summary>
internal enum ProcessEnd
{
    Exited,

    /// <summary>There is no such program, or it can't be run.</summary>
    NotStarted,

    TimedOut,

    /// <summary>It wrote more than is taken; what came before is kept.</summary>
    TooMuch,
}

/// <summary>What a program is to be run with.</summary>
/// <param name="Words">The program and its arguments, each as the program gets it.</param>
/// <param name="Timeout">When it is ended.</param>
internal sealed record ProcessRequest(IReadOnlyList<string> Words, TimeSpan Timeout)
{
    /// <summary>Bytes of standard output that are taken.</summary>
    public int MostBytes { get; init; } = 64 << 20;

    /// <summary>What it reads from standard input; nothing otherwise.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }
}

/// <summary>What a program said.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit code, where it ended by itself; -1 otherwise.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">The beginning of standard error; may have control characters.</param>
internal sealed record ProcessAnswer(ProcessEnd End, int ExitCode, ReadOnlyMemory<byte> Output, string Error)
{
    public bool IsSuccess => End == ProcessEnd.Exited && ExitCode == 0;
}
