using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host;

/// <summary>The process: its arguments, its streams, its signals.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => HostProcess.Run(arguments);
}
