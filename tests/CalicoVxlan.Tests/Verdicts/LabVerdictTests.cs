using System.Security.Cryptography;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Verdicts on labs: silence on healthy ones, and the right checks on broken ones.</summary>
public class LabVerdictTests
{
    public static TheoryData<string> Shapes => new(
        "Always", "CrossSubnet", "CrossSubnet, 2 subnets", "dual stack", "block 32", "jumbo", "3.27", "3.28", "3.29", "3.30", "3.31", "3.32", "3.33", "operator", "operator CrossSubnet 3.30",
        "borrowed", "borrowed CrossSubnet, 2 subnets", "borrowed dual stack", "borrowed 3.28", "borrowed 3.30");

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_healthy_lab_passes_without_a_warning(string shape)
    {
        using LabUnderTest lab = new(Options(shape));
        CheckResult[] results = lab.Judge();
        Assert.All(results, static r => Assert.True(r.Status is CheckStatus.Pass or CheckStatus.NotApplicable, r.ToString()));
        Assert.True(results.Count(static r => r.Status == CheckStatus.Pass) > 60, $"only {results.Count(static r => r.Status == CheckStatus.Pass)} passed");
    }

    private static CalicoLabOptions Options(string shape)
    {
        CalicoLabOptions options = new() { Name = "v" + RandomNumberGenerator.GetHexString(5, lowercase: true), NodeCount = 3, PodsPerNode = 1 };
        options = shape.Contains("CrossSubnet", StringComparison.Ordinal) ? options with { VxlanMode = EncapsulationMode.CrossSubnet } : options;
        options = shape.Contains("operator", StringComparison.Ordinal) ? options with { Install = CalicoLabInstall.Operator } : options;
        options = shape.Contains("2 subnets", StringComparison.Ordinal) ? options with { SubnetCount = 2 } : options;
        options = shape.Contains("borrowed", StringComparison.Ordinal) ? options with { BorrowedAddress = true, DualStack = shape.Contains("dual", StringComparison.Ordinal) } : options;
        return shape switch
        {
            "dual stack" => options with { DualStack = true },
            "block 32" => options with { BlockSize = 32 },
            "jumbo" => options with { HostMtu = 9000 },
            _ => Version.TryParse(shape.Split(' ')[^1], out Version? version) ? options with { CalicoVersion = version } : options,
        };
    }
}
