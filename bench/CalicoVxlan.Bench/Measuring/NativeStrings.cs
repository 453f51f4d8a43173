using System.Runtime.InteropServices;

namespace CalicoVxlan.Bench.Measuring;

/// <summary>A null-terminated array of strings, as exec(3) wants arguments and environment.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int count;

    public NativeStrings(IEnumerable<string> strings)
    {
        string[] all = [.. strings];
        count = all.Length;
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)(count + 1), (nuint)sizeof(byte*));
        for (int i = 0; i < count; i++)
        {
            Pointer[i] = (byte*)Marshal.StringToCoTaskMemUTF8(all[i]);
        }
    }

    public byte** Pointer { get; }

    public void Dispose()
    {
        for (int i = 0; i < count; i++)
        {
            Marshal.FreeCoTaskMem((nint)Pointer[i]);
        }

        NativeMemory.Free(Pointer);
    }
}
