using System.Security.Cryptography;
using CalicoVxlan.Lab;

namespace CalicoVxlan.Tests.Lab;

/// <summary>A lab under a name of its own that goes away with the test; its record is in a folder of the test's.</summary>
internal sealed class TemporaryLab : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TemporaryLab(CalicoLabOptions options)
    {
        NetworkNamespaces.NeedRoot();
        Tools.Need("nft");
        Name = NewName();
        Store = new LabStore(folder.Path);
        Lab = CalicoLab.New(options with { Name = Name }, Store, null, TestContext.Current.CancellationToken);
    }

    public string Name { get; }

    public LabStore Store { get; }

    public CalicoLab Lab { get; set; }

    public static string NewName() => "t" + RandomNumberGenerator.GetHexString(6, lowercase: true);

    public void Dispose()
    {
        if (Store.Exists(Name))
        {
            CalicoLab.Remove(Name, Store);
        }

        folder.Dispose();
    }
}
