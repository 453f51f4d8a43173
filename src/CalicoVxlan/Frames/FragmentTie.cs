namespace CalicoVxlan.Frames;

/// <summary>What a fragment's first sibling knew: the headers that the later ones do not have.</summary>
internal sealed class FragmentTie
{
    /// <summary>Number of the frame with the first fragment.</summary>
    public required long Number { get; init; }

    /// <summary>The encapsulation of that frame.</summary>
    public required Encapsulation Encapsulation { get; init; }

    public required FrameEndpoints Endpoints { get; init; }
}
