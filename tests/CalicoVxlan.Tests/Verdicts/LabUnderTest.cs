using CalicoVxlan.Lab;
using CalicoVxlan.Model;
using CalicoVxlan.Tests.Lab;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>A lab, and what the checks say of it.</summary>
internal sealed class LabUnderTest : IDisposable
{
    public LabUnderTest(CalicoLabOptions options)
    {
        NetworkNamespaces.NeedRoot();
        Tools.Need("nft");
        Lab = CalicoLab.New(options, cancellation: TestContext.Current.CancellationToken);
    }

    public CalicoLab Lab { get; set; }

    public CheckResult[] Judge()
    {
        CheckContext context = new(ClusterModel.Of(LabEvidence.Take(Lab)));
        return [.. new CheckRun(context, CheckCatalog.All).Judge(cancellation: TestContext.Current.CancellationToken)];
    }

    public void Dispose() => CalicoLab.Remove(Lab.Name);
}
