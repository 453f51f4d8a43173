using System.Text;
using System.Text.Json;
using CalicoVxlan.Host.Formatting;

namespace CalicoVxlan.PS.Tests.Host;

[Collection("one log")]
public class JsonTests
{
    [Fact]
    public void Values_of_all_kinds()
    {
        Assert.Equal("null", Json(null));
        Assert.Equal("\"a\\\"b\\\\c\\n\\u001b\\u202e ä😀\"", Json("a\"b\\c\n\x1b\u202e ä😀"));
        Assert.Equal("\"\uFFFD\"", Json("\ud800"));
        Assert.Equal("[1,-2,true,1.5,\"NaN\"]", Json(new object[] { 1, -2L, true, 1.5, double.NaN }));
        Assert.Equal("\"Banana\"", Json(Fruit.Banana));
        Assert.Equal("\"2026-11-22T10:00:00.1234567+00:00\"", Json(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero).AddTicks(1234567)));
        Assert.Equal("\"00:00:01.5000000\"", Json(TimeSpan.FromSeconds(1.5)));
        Assert.Equal("{\"a\":1,\"b\":[]}", Json(new Dictionary<string, object> { ["a"] = 1, ["b"] = Array.Empty<int>() }));
        Assert.Equal("{\"Name\":\"x\",\"Count\":3}", Json(new Item("x", 3)));
        Assert.Equal("\"10.0.0.1\"", Json(System.Net.IPAddress.Parse("10.0.0.1")));
    }

    [Fact]
    public void Depth_has_an_end()
    {
        Nested nested = new(new Nested(null));
        for (int i = 0; i < 10; i++)
        {
            nested = new Nested(nested);
        }

        using JsonDocument document = JsonDocument.Parse(Json(nested));
        JsonElement at = document.RootElement;
        int depth = 0;
        while (at.ValueKind == JsonValueKind.Object)
        {
            at = at.GetProperty("Inner");
            depth++;
        }

        Assert.Equal(6, depth);
        Assert.Equal(JsonValueKind.String, at.ValueKind);
    }

    [Fact]
    public void Every_line_is_an_object()
    {
        string[] lines = Cvx.Run($"Get-VxlanFrame {Cvx.Node1} | ConvertTo-Json").Output.TrimEnd('\n').Split('\n');
        Assert.True(lines.Length > 100);
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Assert.Equal(4096, document.RootElement.GetProperty("Vni").GetInt32());
        }
    }

    [Fact]
    public void Selected_properties_in_the_order_asked_for()
    {
        Assert.Equal("{\"Count\":1,\"Missing\":null,\"Name\":\"item1\"}\n", Cvx.Run("Get-Sequence 1 -AsItem | Select-Object count,Missing,N* | ConvertTo-Json").Output);
        Assert.Equal(["{\"Name\":\"item1\",\"Count\":1}"], Cvx.Invoke("Get-Sequence 1 -AsItem | ConvertTo-Json").Output);
    }

    private static string Json(object? value)
    {
        JsonText json = new();
        json.WriteValue(value, 0);
        return Encoding.UTF8.GetString(json.Written);
    }

    public sealed class Nested(Nested? inner)
    {
        public Nested? Inner => inner;
    }
}
