using CalicoVxlan.Capture.Live;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab;

namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>The labs of a test class, each built when it is first needed.</summary>
public sealed class SignatureLabs : IDisposable
{
    private readonly Dictionary<LabShape, SignatureLab> built = [];

    internal SignatureLab Get(LabShape shape)
    {
        NetworkNamespaces.NeedRoot();
        Tools.Need("nft");
        Assert.SkipUnless(LibPcapLibrary.IsPresent, "libpcap is not installed.");
        if (!built.TryGetValue(shape, out SignatureLab? lab))
        {
            CalicoLabOptions options = new() { NodeCount = 3, Install = CalicoLabInstall.Operator };
            built[shape] = lab = new SignatureLab(shape switch
            {
                LabShape.CrossSubnet => options with { SubnetCount = 2, VxlanMode = EncapsulationMode.CrossSubnet, DualStack = true },
                LabShape.Before32 => options with { NodeCount = 2, CalicoVersion = new Version(3, 31) },
                LabShape.Before29 => options with { NodeCount = 2, CalicoVersion = new Version(3, 28) },
                _ => options,
            });
        }

        return lab;
    }

    public void Dispose()
    {
        foreach (SignatureLab lab in built.Values)
        {
            lab.Dispose();
        }
    }
}
