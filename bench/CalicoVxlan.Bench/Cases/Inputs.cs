using System.Globalization;
using CalicoVxlan.Bench.Evidence;
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

    /// <summary>The folder of a generated cluster's snapshot.</summary>
    public string Evidence(int nodes, int podsPerNode)
    {
        string made = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"evidence-{nodes}-{podsPerNode}"));
        string note = Note(made);
        if (!File.Exists(note))
        {
            Console.Error.WriteLine($"Writing {made} ...");
            EvidenceGenerator.Write(made, new EvidencePlan(nodes, podsPerNode));
            File.WriteAllText(note, "complete\n");
        }

        return made;
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
