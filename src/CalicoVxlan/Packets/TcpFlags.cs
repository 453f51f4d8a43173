namespace CalicoVxlan.Packets;

/// <summary>The flags of a TCP header (RFC 9293, RFC 3168, RFC 9768).</summary>
[Flags]
public enum TcpFlags
{
    /// <summary>None is set.</summary>
    None = 0,

    /// <summary>The sender has no more data.</summary>
    Fin = 1,

    /// <summary>A connection begins; sequence numbers are set.</summary>
    Syn = 2,

    /// <summary>The connection is refused or aborted.</summary>
    Rst = 4,

    /// <summary>Hand the data to the application now.</summary>
    Psh = 8,

    /// <summary>The acknowledgment number counts.</summary>
    Ack = 16,

    /// <summary>The urgent pointer counts.</summary>
    Urg = 32,

    /// <summary>Congestion was notified (ECN echo).</summary>
    Ece = 64,

    /// <summary>The congestion window was reduced.</summary>
    Cwr = 128,

    /// <summary>Accurate ECN (formerly the nonce sum).</summary>
    Ae = 256,
}
