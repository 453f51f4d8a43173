using CalicoVxlan.Lab;
using CalicoVxlan.Tests.Lab.Signatures;

namespace CalicoVxlan.Tests.Lab;

/// <summary>
/// Real packets between pods of a lab, watched at the seven points of their way: with each fault they end where Calico's facts say, with
/// the counter or message that tells that fault apart.
/// </summary>
[Collection(nameof(SignatureCollection))]
public sealed class FaultSignatureTests(SignatureLabs labs)
{
    public static TheoryData<string> Names => [.. FaultSignatures.All.Select(static s => s.Name)];

    [Fact]
    public void Every_fault_has_a_signature() =>
        Assert.Equal(CalicoLab.AllFaults.Select(static f => f.Name).Order(StringComparer.Ordinal), FaultSignatures.All.Select(static s => s.Fault).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Packets_end_where_the_fault_says(string name)
    {
        FaultSignature signature = FaultSignatures.All.Single(s => s.Name == name);
        SignatureLab lab = labs.Get(signature.Shape);
        Observation seen = lab.With(signature.Fault, signature.Node, signature.Peer, () => Observe(lab, signature));
        string text = $"{name}\n{seen}";
        Assert.True(signature.Answered.SequenceEqual(seen.Answered), $"Answered should be: {string.Join(' ', signature.Answered)}. {text}");
        foreach (string protocol in seen.Tried)
        {
            int last = Expected(signature, protocol);
            Assert.True(last == seen.Last(protocol), $"{protocol} should be seen last at {last}. {text}");
        }

        Assert.True(signature.Blind.SequenceEqual(seen.Blind), $"Not to be watched should be: {string.Join(' ', signature.Blind)}. {text}");
        foreach ((string evidence, Func<Observation, bool> holds) in signature.Evidence)
        {
            Assert.True(holds(seen), $"Should be seen: {evidence}. {text}");
        }
    }

    // On a busy machine a pod's neighbour may give up before its packet has left; a packet that was never sent tells nothing of a fault.
    private static Observation Observe(SignatureLab lab, FaultSignature signature)
    {
        for (int attempt = 1; ; attempt++)
        {
            Observation seen = lab.Observe(signature.Traffic, signature.Answered);
            if (attempt == 3 || seen.Tried.All(p => seen.Last(p) > 0 || Expected(signature, p) == 0))
            {
                return seen;
            }
        }
    }

    private static int Expected(FaultSignature signature, string protocol) => signature.Answered.Contains(protocol) ? signature.LastAnswered : signature.Last;
}
