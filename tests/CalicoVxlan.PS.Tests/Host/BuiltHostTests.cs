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
        "Find-PodVeth -Evidence S/evidence",
        "Find-PodVeth web-node1-? -Evidence S/evidence | ConvertTo-Json",
        "Find-PodVeth web-node1-1 -Evidence S/evidence | Find-PodVeth -Evidence S/evidence-broken | Format-List",
        "Find-PodVeth gone -Evidence S/evidence",
        "Find-PodVeth -Evidence S/gone",
        "Get-CalicoVtep -Evidence S/evidence | Format-List",
        "Get-CalicoVtep -Peer -Evidence S/evidence-broken",
        "Get-CalicoVtep -Peer -HasProblem -Evidence S/evidence-broken | ConvertTo-Json",
        "Resolve-CalicoAddress 10.65.1.2,66:f9:37:c3:7e:94,cali4b6867c72e0,4096,10.65.0.0/26,8.8.8.8 -Evidence S/evidence",
        "Resolve-CalicoAddress 10.65.1.2 -Evidence S/evidence | ConvertTo-Json",
        "Import-CalicoEvidence S/evidence,S/evidence-broken | Test-CalicoVxlanMode -Quiet",
        "Test-CalicoVxlanMode -Evidence S/evidence",
        "Test-CalicoVxlanMode -Evidence S/evidence-broken -Status Fail,Warning | Format-List",
        "Test-CalicoVxlanMode CrossSubnet -Evidence S/evidence -Include Switch | ConvertTo-Json",
        "Test-CalicoVxlanMode -Evidence S/evidence -Include Wire -CapturePath S/*.pcapng -Earlier S/evidence",
        "Measure-VxlanFlow S/2-node1.pcapng -By Node -Evidence S/evidence",
        "Get-CalicoCheck Peer | Format-List",
        "Get-CalicoCheck Nope",
        "Get-Help Get-VxlanFrame -Full",
        "Get-Help Test-CalicoVxlanMode -Full",
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
