using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using CalicoVxlan.Common;

namespace System.Management.Automation;

/// <summary>Refuses an argument while it is bound.</summary>
public abstract class ValidateArgumentsAttribute : CmdletMetadataAttribute
{
    protected abstract void Validate(object? arguments, EngineIntrinsics? engineIntrinsics);

    internal void Check(object? value) => Validate(value, null);

    private protected static string Shown(object? value) => SafeText.Clean(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}

/// <summary>Refuses an argument for any one element of it.</summary>
public abstract class ValidateEnumeratedArgumentsAttribute : ValidateArgumentsAttribute
{
    protected abstract void ValidateElement(object element);

    protected sealed override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        if (arguments is IEnumerable several and not string)
        {
            foreach (object? element in several)
            {
                ValidateElement(element!);
            }
        }
        else
        {
            ValidateElement(arguments!);
        }
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateNotNullAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        if (arguments is null || (arguments is object?[] several && Array.IndexOf(several, null) >= 0))
        {
            throw new ValidationMetadataException("It must not be null.");
        }
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateNotNullOrEmptyAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        bool empty = arguments switch
        {
            null or "" => true,
            string => false,
            ICollection { Count: 0 } => true,
            object?[] several => Array.Exists(several, static e => e is null or ""),
            _ => false,
        };
        if (empty)
        {
            throw new ValidationMetadataException("It must not be null or empty.");
        }
    }
}

public enum ValidateRangeKind
{
    Positive,
    NonNegative,
    Negative,
    NonPositive,
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateRangeAttribute : ValidateEnumeratedArgumentsAttribute
{
    private readonly ValidateRangeKind? kind;

    public ValidateRangeAttribute(object minRange, object maxRange)
    {
        MinRange = minRange;
        MaxRange = maxRange;
    }

    public ValidateRangeAttribute(ValidateRangeKind kind) => this.kind = kind;

    public object? MinRange { get; }

    public object? MaxRange { get; }

    protected override void ValidateElement(object element)
    {
        if (element is TimeSpan span)
        {
            element = span.Ticks;
        }

        double number;
        try
        {
            number = Convert.ToDouble(element, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is InvalidCastException or FormatException or OverflowException)
        {
            throw new ValidationMetadataException($"'{Shown(element)}' is no number.", e);
        }

        bool fits = kind switch
        {
            ValidateRangeKind.Positive => number > 0,
            ValidateRangeKind.NonNegative => number >= 0,
            ValidateRangeKind.Negative => number < 0,
            ValidateRangeKind.NonPositive => number <= 0,
            _ => number >= Convert.ToDouble(MinRange, CultureInfo.InvariantCulture) && number <= Convert.ToDouble(MaxRange, CultureInfo.InvariantCulture),
        };
        if (!fits)
        {
            throw new ValidationMetadataException(kind is { } k
                ? $"{Shown(element)} is not {k}."
                : $"{Shown(element)} is not in the range {Shown(MinRange)} to {Shown(MaxRange)}.");
        }
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateSetAttribute(params string[] validValues) : ValidateEnumeratedArgumentsAttribute
{
    public IList<string> ValidValues { get; } = validValues;

    public bool IgnoreCase { get; set; } = true;

    public string? ErrorMessage { get; set; }

    protected override void ValidateElement(object element)
    {
        string text = Convert.ToString(element, CultureInfo.InvariantCulture) ?? "";
        foreach (string valid in ValidValues)
        {
            if (string.Equals(valid, text, IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new ValidationMetadataException($"'{Shown(element)}' is none of {string.Join(", ", ValidValues)}.");
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidatePatternAttribute(string regexPattern) : ValidateEnumeratedArgumentsAttribute
{
    public string RegexPattern { get; } = regexPattern;

    public RegexOptions Options { get; set; } = RegexOptions.IgnoreCase;

    public string? ErrorMessage { get; set; }

    protected override void ValidateElement(object element)
    {
        string text = Convert.ToString(element, CultureInfo.InvariantCulture) ?? "";
        if (!Regex.IsMatch(text, RegexPattern, Options))
        {
            throw new ValidationMetadataException(ErrorMessage is null
                ? $"'{Shown(text)}' does not match the pattern {RegexPattern}."
                : string.Format(CultureInfo.InvariantCulture, ErrorMessage, Shown(text), RegexPattern));
        }
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateCountAttribute(int minLength, int maxLength) : ValidateArgumentsAttribute
{
    public int MinLength { get; } = minLength;

    public int MaxLength { get; } = maxLength;

    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        int count = arguments switch { null => 0, ICollection several => several.Count, _ => 1 };
        if (count < MinLength || count > MaxLength)
        {
            throw new ValidationMetadataException($"{count} values were given, {MinLength} to {MaxLength} are taken.");
        }
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ValidateLengthAttribute(int minLength, int maxLength) : ValidateEnumeratedArgumentsAttribute
{
    public int MinLength { get; } = minLength;

    public int MaxLength { get; } = maxLength;

    protected override void ValidateElement(object element)
    {
        int length = Convert.ToString(element, CultureInfo.InvariantCulture)?.Length ?? 0;
        if (length < MinLength || length > MaxLength)
        {
            throw new ValidationMetadataException($"'{Shown(element)}' has {length} characters, {MinLength} to {MaxLength} are taken.");
        }
    }
}
