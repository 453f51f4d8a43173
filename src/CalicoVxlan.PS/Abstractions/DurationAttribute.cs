using System.Globalization;
using System.Management.Automation;
using CalicoVxlan.Common;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>
/// Lets a length of time be written as people say it: a number is seconds (PowerShell itself would take ticks), and
/// 500ms, 30s, 5m, 2h and 00:00:30 are understood.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        TimeSpan? duration = value switch
        {
            TimeSpan span => span,
            string text => Parse(text),

            // PowerShell itself reads 30s as the number 30, of type short.
            IConvertible number and not (bool or char or DateTime) => FromSeconds(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => null,
        };
        return duration is { } positive && positive > TimeSpan.Zero
            ? positive
            : throw new ArgumentTransformationMetadataException(
                $"'{SafeText.Clean(value?.ToString() ?? "")}' is no length of time above zero: write seconds (10, 0.5), 500ms, 30s, 5m, 2h or 00:00:30.");
    }

    private static TimeSpan? FromSeconds(double seconds) =>
        seconds > 0 && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan? Parse(string text)
    {
        foreach ((string suffix, double seconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                return FromSeconds(number * seconds);
            }
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;
    }
}
