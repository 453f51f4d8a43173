using System.Text;
using System.Text.Json;
using CalicoVxlan.Evidence.Reading;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Reading.Tables;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Tests.Fuzz;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>The short way through a list makes the same of it as the long one, which knows all of JSON.</summary>
public class PlainTableTests
{
    private const string Usual = """[{"dst":"172.18.0.3","dev":"vxlan.calico","lladdr":"66:2d:bf:44:a6:8b","state":["NOARP","PERMANENT"]},{"dst":"172.18.0.4","dev":"vxlan.calico","lladdr":"66:2d:bf:44:a6:8c","state":["PERMANENT"]}]""";

    private static readonly string[] Texts =
    [
        ReaderSamples.OfNode["routes.json"], ReaderSamples.OfNode["routes6.json"], ReaderSamples.OfNode["neighbours.json"], ReaderSamples.OfNode["fdb.json"], Usual,
        """[{"type":"unicast","dst":"10.65.1.0/26","gateway":"10.65.1.0","dev":"vxlan.calico","table":"main","protocol":"80","scope":"global","metric":20,"flags":["onlink"],"metrics":[{"mtu":1450}]}]""",
        """[{},{"type":"blackhole","dst":"10.65.0.0/26","protocol":"80","prefsrc":"172.18.0.2","flags":[]}]""", "[]", "[{}]",
        """[{"dst":"10.0.0.1","dst":"10.0.0.1","lladdr":"66:2d:bf:44:a6:8b"}]""", """[{"dst":"10.0.0.1","metric":007,"lladdr":"66:2d:bf:44:a6:8b"}]""",
        """[{"dst":"10.0.0.1","dev":"\u0065th0","lladdr":"66:2d:bf:44:a6:8b","metrics":[{"mtu":4294967295}]}]""", """[{"dst":"10.0.0.1","lladdr":"66:2d:bf:44:a6:8b",}]""", "[{\"dst\":\"10.0.0.1\",\"dev\":\"a\u0001b\"}]",
        """[{"dst":"10.0.0.1","metric":4294967296,"lladdr":"66:2d:bf:44:a6:8b"}]""", """[{"dst":"10.0.0.1","metric":+5}]""", Usual + "x", Usual + Usual, Usual + "\n", Usual[..^1],
    ];

    [Fact]
    public void Both_ways_make_the_same_of_it()
    {
        Mutator mutator = new(61_453);
        byte[][] corpus = [.. Texts.Select(Encoding.UTF8.GetBytes)];
        for (int i = 0; i < 40_000; i++)
        {
            byte[] bytes = corpus[i % corpus.Length];
            bytes = i < corpus.Length ? bytes : mutator.Mutate(bytes, corpus[mutator.Random.Next(corpus.Length)], bytes.Length);
            Same<FdbRecord>(bytes, FdbReader.Read, PlainNeighbour.ReadFdb);
            Same<NeighbourRecord>(bytes, NeighbourReader.Read, PlainNeighbour.Read);
            Same<RouteRecord>(bytes, new RouteReader(isIpv6: false).Read, new PlainRoute(isIpv6: false).Read);
            Same<RouteRecord>(bytes, new RouteReader(isIpv6: true).Read, new PlainRoute(isIpv6: true).Read);
        }
    }

    [Fact]
    public void What_ip_writes_goes_the_short_way()
    {
        Assert.Equal(2, Plain<FdbRecord>(Usual, PlainNeighbour.ReadFdb));
        Assert.Equal(2, Plain<NeighbourRecord>(Usual, PlainNeighbour.Read));
        Assert.Equal(1, Plain<RouteRecord>(Texts[5], new PlainRoute(isIpv6: false).Read));
        Assert.Equal(1, Plain<RouteRecord>("""[{"type":"unicast","dst":"fd00::/64","gateway":"fd00::1","dev":"eth0","table":"main","protocol":"kernel","metric":256,"flags":[],"pref":"medium"}]""", new PlainRoute(isIpv6: true).Read));
    }

    // Entries that it reads itself: for one that it declines there is nobody here.
    private static int Plain<T>(string text, ReadPlain<T> plain)
    {
        Assert.True(PlainTable.TryRead(Encoding.UTF8.GetBytes(text), new TextPool(), plain, static (ref Utf8JsonReader _, EntryFields fields, Entries<T> _) => fields.Fail("declined"), out T[]? rows));
        return rows.Length;
    }

    private static void Same<T>(byte[] bytes, ReadEntry<T> read, ReadPlain<T> plain)
    {
        string shortWay = Make(bytes, read, plain);
        string longWay = Make(bytes, read, plain: null);
        Assert.True(shortWay == longWay, $"{Encoding.UTF8.GetString(bytes)}\n{shortWay}\n{longWay}");
    }

    private static string Make<T>(byte[] bytes, ReadEntry<T> read, ReadPlain<T>? plain)
    {
        OddEntries odd = new();
        try
        {
            using MemoryStream stream = new(bytes);
            return string.Join('\n', JsonTable.Read(stream, new TextPool(), odd, read, plain)) + odd.Message;
        }
        catch (Exception failure) when (failure is JsonException or BrokenFileException)
        {
            return failure.GetType() + failure.Message;
        }
    }
}
