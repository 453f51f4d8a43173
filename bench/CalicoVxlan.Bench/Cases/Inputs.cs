using System.Globalization;
using CalicoVxlan.Bench.Generate;

namespace CalicoVxlan.Bench.Cases;

/// <summary>The generated captures, made when first asked for and kept for the next run.</summary>
internal sealed class Inputs(string folder)
{
    public string Get(long frames)
    {
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"vxlan-{frames}.pcap"));
        TrafficOptions options = new() { Frames = frames };
        if (!IsComplete(file, options))
        {
            Console.Error.WriteLine($"Writing {file} ...");
            _ = Directory.CreateDirectory(folder);
            Write(file, options);
            File.WriteAllText(Note(file), Describe(file, options));
        }

        return file;
    }

    public static void Write(string file, TrafficOptions options)
    {
        using FileStream stream = new(file, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 });
        new TrafficGenerator(options).Write(stream);
    }

    private static bool IsComplete(string file, TrafficOptions options) =>
        File.Exists(file) && File.Exists(Note(file)) && File.ReadAllText(Note(file)) == Describe(file, options);

    private static string Note(string file) => file + ".txt";

    // The length is known only once written, so it is noted beside the file; a file cut short later doesn't match.
    private static string Describe(string file, TrafficOptions options) =>
        string.Create(CultureInfo.InvariantCulture, $"{options}\n{new FileInfo(file).Length} bytes\n");
}
