using System.Collections;
using CalicoVxlan.Capture.Files;
using CalicoVxlan.Frames;

namespace CalicoVxlan.PS.Completion;

/// <summary>The beginning of the captures that the command line names already: what completion can offer from them.</summary>
internal static class CaptureSample
{
    private const int PacketsPerFile = 2000;
    private const int MostFiles = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>Frames from the beginning of each file in -Path or -LiteralPath; none where that can't be read quickly.</summary>
    public static IEnumerable<VxlanFrame> Read(IDictionary bound)
    {
        using CancellationTokenSource late = new(Patience);
        foreach (string path in Files(bound).Take(MostFiles))
        {
            foreach (VxlanFrame frame in Read(path, late.Token))
            {
                yield return frame;
            }
        }
    }

    private static List<VxlanFrame> Read(string path, CancellationToken late)
    {
        List<VxlanFrame> frames = [];
        try
        {
            using FrameReader reader = new(CaptureFile.Open(path, cancellation: late), null, new FrameFilter { All = true });
            while (frames.Count < PacketsPerFile && reader.MoveNext(late))
            {
                frames.Add(reader.CreateFrame());
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Completion says nothing about a file that it can't read; running the command will.
        }

        return frames;
    }

    private static IEnumerable<string> Files(IDictionary bound)
    {
        foreach (string name in new[] { "Path", "LiteralPath" })
        {
            object? value = bound.Contains(name) ? bound[name] : null;
            IEnumerable<string?> paths = value switch
            {
                string one => [one],
                IEnumerable several => several.Cast<object?>().Select(static p => p?.ToString()),
                _ => [],
            };
            foreach (string path in paths.OfType<string>())
            {
                foreach (string file in Expand(path))
                {
                    yield return file;
                }
            }
        }
    }

    // A relative path starts at the shell's location, which is not the process's.
    private static string[] Expand(string given)
    {
        string path = System.IO.Path.Combine(ShellLocation.Current(), given);
        string file = System.IO.Path.GetFileName(path);
        if (!file.AsSpan().ContainsAny('*', '?'))
        {
            return File.Exists(path) ? [path] : [];
        }

        string directory = System.IO.Path.GetDirectoryName(path) is { Length: > 0 } d ? d : ".";
        return Directory.Exists(directory) ? Directory.GetFiles(directory, file) : [];
    }
}
