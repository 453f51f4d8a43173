using System.Diagnostics;
using System.Text;

namespace CalicoVxlan.PS.Tests.Host;

/// <summary>
/// The executable that ships against the same code in this process: what is compiled ahead must not have lost a property, a conversion
/// or a view that is only found by reflection.
/// </summary>
public class BuiltHostTests
{
    private static readonly string Executable = Path.Combine(Root(), "output", "bin", "cvx");

    public static TheoryData<string> Lines => new(
        "Get-VxlanFrame S/2-node1.pcapng",
        "Get-VxlanFrame S/*.pcapng -All | Format-List",
        "Get-VxlanFrame S/3-node3.pcapng -All | ConvertTo-Json",
        "Get-VxlanFrame S/2-node1.pcapng | Select-Object -Property Number,Timestamp,Vni,Length,Warnings,Outer | ConvertTo-Json",
        "Get-VxlanFrame S/2-node1.pcapng -Vni 4096,7 -Port 4789 -Address 172.16.28.0/24 -Protocol TCP,ICMP -CapturePoint eth* | ConvertTo-Json",
        "Measure-VxlanFlow S/*.pcapng -All -By Flow -Interval 0:0:2 | ConvertTo-Json",
        "Measure-VxlanFlow S/*.pcapng -By Vtep",
        "Get-VxlanFrame S/2-node1.pcapng | Measure-VxlanFlow -By Vni | Format-List",
        "Measure-VxlanFlow -LiteralPath S/2-node1.pcapng -Interval 1.5",
        "Get-VxlanFrame S/2-node1.pcapng | Export-VxlanFrame /nowhere/file.pcap -WhatIf",
        "Get-VxlanFrame S/2-node1.pcapng -Vni 99999999",
        "Get-VxlanFrame S/2-node1.pcapng -Address nonsense",
        "Get-VxlanFrame -Interface lo -Filter 'bad syntax' -Duration 0:0:1",
        "Get-VxlanFrame -Interface lo -Duration 0:0:0.1 -SnapLength 96 -BufferSize 1048576 -Filter 'port 1'",
        "Measure-VxlanFlow S/2-node1.pcapng -By Nothing",
        "Get-VxlanFrame S/none.pcap",
        "Get-Help Get-VxlanFrame -Full",
        "help Export-VxlanFrame",
        "help about_CalicoVxlan",
        "Get-Command");

    [Theory]
    [MemberData(nameof(Lines))]
    public void It_says_what_the_same_code_says_here(string line)
    {
        Assert.SkipUnless(File.Exists(Executable), "output/bin/cvx is not built; ./build.sh build makes it.");
        line = line.Replace("S/", Cvx.Samples + "/", StringComparison.Ordinal);
        string[] arguments = [line];

        using MemoryStream output = new();
        using StringWriter errors = new();
        int code = CalicoVxlan.Host.Pipeline.CvxRunner.Run(arguments, output, errors);
        (int builtCode, string builtOutput, string builtErrors) = RunBuilt(arguments);

        Assert.Equal(Encoding.UTF8.GetString(output.ToArray()), builtOutput);
        Assert.Equal(errors.ToString(), builtErrors);
        Assert.Equal(code, builtCode);
        Assert.True(builtOutput.Length + builtErrors.Length > 0 || line.Contains("-Duration", StringComparison.Ordinal), "nothing was said");
    }

    [Fact]
    public void Files_that_are_written_are_shown()
    {
        Assert.SkipUnless(File.Exists(Executable), "output/bin/cvx is not built; ./build.sh build makes it.");
        using Folder folder = new();
        (int code, string output, _) = RunBuilt([$"Get-VxlanFrame {Cvx.Node1} | Export-VxlanFrame {folder["out.pcapng"]} -PassThru"]);
        Assert.Equal(0, code);
        Assert.Contains("out.pcapng", output, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Errors) RunBuilt(string[] arguments)
    {
        ProcessStartInfo start = new(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CalicoVxlan.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
