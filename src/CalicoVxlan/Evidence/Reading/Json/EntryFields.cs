using System.Text.Json;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>
/// The fields of one entry. A field of the wrong kind, out of range or there twice makes the entry odd; null is as good as absent. Names given here
/// are literals, so that two of one name are one object.
/// </summary>
internal sealed class EntryFields(TextPool texts)
{
    private readonly string[] seen = new string[64];
    private int count;
    private int level;

    /// <summary>What is wrong with the entry; null while it is good.</summary>
    public string? Problem { get; private set; }

    public TextPool Texts { get; } = texts;

    public void Begin()
    {
        Problem = null;
        count = level = 0;
    }

    /// <summary>An object inside the entry has names of its own; give what this returns to <see cref="Leave"/>.</summary>
    public int Enter()
    {
        int outer = level;
        level = count;
        return outer;
    }

    public void Leave(int outer)
    {
        count = level;
        level = outer;
    }

    public void Fail(string problem) => Problem ??= problem;

    public void Need(bool there, string name)
    {
        if (!there)
        {
            Problem ??= name + " is missing";
        }
    }

    /// <summary>The value as text; a number is one, too.</summary>
    public string? Text(ref Utf8JsonReader reader, string name)
    {
        Once(name);
        if (reader.TokenType == JsonTokenType.Number || (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped))
        {
            return Texts.Get(reader.ValueSpan);
        }

        return reader.TokenType == JsonTokenType.String && JsonToken.TryUnescape(ref reader, out string? text) ? SafeText.Clean(text) : Wrong<string>(ref reader, name, "no text");
    }

    public int? Int(ref Utf8JsonReader reader, string name, int least = 0, int most = int.MaxValue)
    {
        Once(name);
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) && value >= least && value <= most
            ? value : WrongValue<int>(ref reader, name, "no such number");
    }

    public long? Long(ref Utf8JsonReader reader, string name)
    {
        Once(name);
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) ? value : WrongValue<long>(ref reader, name, "no such number");
    }

    /// <summary>A counter of the kernel's: 64 bits without sign; what does not fit in a long is its largest.</summary>
    public long Counter(ref Utf8JsonReader reader, string name)
    {
        Once(name);
        return reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out ulong value)
            ? (long)Math.Min(value, long.MaxValue) : WrongValue<long>(ref reader, name, "no counter") ?? 0;
    }

    public bool? Truth(ref Utf8JsonReader reader, string name)
    {
        Once(name);
        return reader.TokenType switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => WrongValue<bool>(ref reader, name, "neither true nor false") };
    }

    public NetAddress? Address(ref Utf8JsonReader reader, string name)
    {
        Once(name);
        return JsonToken.TryAddress(ref reader, out NetAddress address) ? address : WrongValue<NetAddress>(ref reader, name, "no address");
    }

    public MacAddress? Mac(ref Utf8JsonReader reader, string name)
    {
        Once(name);
        return JsonToken.TryMac(ref reader, out MacAddress mac) ? mac : WrongValue<MacAddress>(ref reader, name, "no MAC address");
    }

    /// <summary>Whether the reader stands on an array's beginning; null is an empty one.</summary>
    public bool IsArray(ref Utf8JsonReader reader, string name) => IsKind(ref reader, name, JsonTokenType.StartArray, "no list");

    /// <inheritdoc cref="IsArray"/>
    public bool IsObject(ref Utf8JsonReader reader, string name) => IsKind(ref reader, name, JsonTokenType.StartObject, "no object");

    /// <summary>Notes that a field is there; twice is wrong, since programs do not agree on which one counts.</summary>
    public void Once(string name)
    {
        for (int i = level; i < count; i++)
        {
            if (ReferenceEquals(seen[i], name))
            {
                Problem ??= name + " is there twice";
                return;
            }
        }

        if (count < seen.Length)
        {
            seen[count++] = name;
        }
    }

    private bool IsKind(ref Utf8JsonReader reader, string name, JsonTokenType kind, string problem)
    {
        Once(name);
        if (reader.TokenType == kind)
        {
            return true;
        }

        _ = Wrong<string>(ref reader, name, problem);
        return false;
    }

    private T? Wrong<T>(ref Utf8JsonReader reader, string name, string problem)
        where T : class
    {
        Note(ref reader, name, problem);
        return null;
    }

    private T? WrongValue<T>(ref Utf8JsonReader reader, string name, string problem)
        where T : struct
    {
        Note(ref reader, name, problem);
        return null;
    }

    private void Note(ref Utf8JsonReader reader, string name, string problem)
    {
        if (reader.TokenType != JsonTokenType.Null)
        {
            Problem ??= $"{name} is {problem}";
            _ = reader.TrySkip();
        }
    }
}
