using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CalicoVxlan.Bench.Measuring;

/// <summary>
/// Runs a program by argument vector and says what it cost, as the kernel counted it for that one process and the children it
/// waited for: posix_spawn(3) and wait4(2), because .NET's Process reaps its children without keeping their usage.
/// </summary>
internal static unsafe partial class ChildProcess
{
    private const int WriteOnlyCreateTruncate = 0x241;
    private const int OwnerReadsAndWrites = 0x180;

    // posix_spawn_file_actions_t is 80 bytes in glibc and in musl.
    private const int FileActionsSize = 256;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(10);

    /// <param name="command">Program and arguments; the program is looked up on the path.</param>
    /// <param name="output">Where its standard output goes.</param>
    /// <param name="sampleMemory">Whether to watch its memory, which costs a little time on a machine with few processors.</param>
    public static Cost Run(IReadOnlyList<string> command, string output = "/dev/null", bool sampleMemory = false)
    {
        string errors = Path.GetTempFileName();
        try
        {
            return Run(command, output, errors, sampleMemory) with { Errors = File.ReadAllText(errors) };
        }
        finally
        {
            File.Delete(errors);
        }
    }

    private static Cost Run(IReadOnlyList<string> command, string output, string errors, bool sampleMemory)
    {
        long start = Stopwatch.GetTimestamp();
        int id = Spawn(command, output, errors);
        MemoryPeak peak = default;
        int status;
        Usage usage;
        if (sampleMemory)
        {
            const int NoHang = 1;
            while (Wait(id, out status, NoHang, out usage) == 0)
            {
                peak = peak.With(id);
                Thread.Sleep(SampleEvery);
            }
        }
        else
        {
            _ = Wait(id, out status, 0, out usage);
        }

        return new Cost
        {
            Wall = Stopwatch.GetElapsedTime(start),
            Processor = usage.User.ToTimeSpan() + usage.System.ToTimeSpan(),
            PeakResident = Resident(usage.MaxResidentKilobytes * 1024),
            PeakAnonymous = peak.Anonymous,
            ExitCode = (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f),
        };
    }

    // A child starts out as this process, so its peak is never reported below this process's own: then it says nothing.
    private static long Resident(long peak)
    {
        using Process own = Process.GetCurrentProcess();
        return peak > own.PeakWorkingSet64 ? peak : 0;
    }

    private static int Spawn(IReadOnlyList<string> command, string output, string errors)
    {
        using NativeStrings arguments = new(command);
        using NativeStrings environment = new(Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(static e => $"{e.Key}={e.Value}"));
        byte* actions = stackalloc byte[FileActionsSize];
        _ = InitActions(actions);
        try
        {
            _ = AddOpen(actions, 1, output, WriteOnlyCreateTruncate, OwnerReadsAndWrites);
            _ = AddOpen(actions, 2, errors, WriteOnlyCreateTruncate, OwnerReadsAndWrites);
            int error = SpawnOnPath(out int id, command[0], actions, null, arguments.Pointer, environment.Pointer);
            return error == 0 ? id : throw new Win32Exception(error, $"{command[0]} does not start: {new Win32Exception(error).Message}");
        }
        finally
        {
            _ = DestroyActions(actions);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SpawnOnPath(out int id, string file, byte* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "wait4")]
    private static partial int Wait(int id, out int status, int options, out Usage usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeValue
    {
        public long Seconds;
        public long Microseconds;

        public readonly TimeSpan ToTimeSpan() => TimeSpan.FromSeconds(Seconds) + TimeSpan.FromMicroseconds(Microseconds);
    }

    /// <summary>struct rusage of getrusage(2), on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public TimeValue User;
        public TimeValue System;
        public long MaxResidentKilobytes;
    }
}
