using CalicoVxlan.Lab.Kernel;

namespace CalicoVxlan.Lab;

/// <summary>What a machine must have for a lab: Linux, root, and the programs that build it.</summary>
internal static class LabNeeds
{
    private static readonly (string Program, string Package)[] Programs = [("ip", "iproute2"), ("bridge", "iproute2"), ("nft", "nftables")];

    /// <exception cref="LabException">Something is missing.</exception>
    public static void Check() => Check(OperatingSystem.IsLinux(), Environment.IsPrivilegedProcess, LabTool.Find);

    /// <summary>The same for a machine that is described.</summary>
    public static void Check(bool isLinux, bool isRoot, Func<string, string?> find)
    {
        if (!isLinux)
        {
            throw new LabException(LabFailure.NotLinux, "Linux", "A lab is made of Linux' network namespaces, and this is not Linux.",
                "Run it on a Linux machine, in a virtual machine or in WSL 2; snapshots can be analysed everywhere.");
        }

        if (!isRoot)
        {
            throw new LabException(LabFailure.NotRoot, "root", "Making and changing network namespaces needs root.",
                "Run as root, such as with sudo pwsh or sudo cvx; snapshots can be analysed without.");
        }

        foreach ((string program, string package) in Programs)
        {
            if (find(program) is null)
            {
                throw new LabException(LabFailure.ToolMissing, program, $"{program} is not installed, and labs are built with it.",
                    $"Install the package {package}, such as with apt-get install {package}.");
            }
        }
    }
}
