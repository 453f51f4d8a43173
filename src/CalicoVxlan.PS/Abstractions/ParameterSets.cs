namespace CalicoVxlan.PS.Abstractions;

/// <summary>Names of the parameter sets.</summary>
internal static class ParameterSets
{
    public const string Path = "Path";
    public const string LiteralPath = "LiteralPath";
    public const string Interface = "Interface";
    public const string Frame = "Frame";
}
