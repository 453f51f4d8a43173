using System.Text;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests;

/// <summary>Runs command lines in this process; the test cmdlets of this project are commands too.</summary>
internal static class Cvx
{
    public static string Samples { get; } = Path.Combine(AppContext.BaseDirectory, "Samples");

    public static string Node1 { get; } = Path.Combine(Samples, "2-node1.pcapng");

    public static CommandTable Commands
    {
        get
        {
            CommandTable commands = new();
            commands.Register(typeof(Cvx).Assembly);
            return commands;
        }
    }

    public static HostResult Invoke(string line) => HostPipeline.Invoke(line, Commands);

    /// <summary>The one error's id.</summary>
    public static string ErrorId(string line) => Assert.Single(Invoke(line).Errors).FullyQualifiedErrorId;

    public static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using MemoryStream output = new();
        using StringWriter errors = new();
        int code = CvxRunner.Run(arguments, output, errors, Commands);
        return (code, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }
}
