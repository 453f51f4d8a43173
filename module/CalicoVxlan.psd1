@{
    RootModule           = 'CalicoVxlan.PS.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6a1f4a3e-7c51-4d0e-9c63-4f8d2f0d4789'
    Author               = 'CalicoVxlan'
    CompanyName          = 'CalicoVxlan'
    Copyright            = '(c) CalicoVxlan'
    Description          = 'Makes a Calico VXLAN network understandable: decodes what is on the wire, measures flows, and says which VTEP is behind it.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @(
        'Compare-CalicoCheck',
        'Export-VxlanFrame',
        'Find-PodVeth',
        'Get-CalicoCheck',
        'Get-CalicoLab',
        'Get-CalicoVtep',
        'Get-VxlanFrame',
        'Measure-VxlanFlow',
        'New-CalicoLab',
        'Remove-CalicoLab',
        'Resolve-CalicoAddress',
        'Set-CalicoLabFault',
        'Test-CalicoVxlanMode'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    FormatsToProcess     = @('CalicoVxlan.Format.ps1xml')
    TypesToProcess       = @('CalicoVxlan.Types.ps1xml')
    PrivateData          = @{
        PSData = @{
            Tags = @('Calico', 'VXLAN', 'Kubernetes', 'pcap', 'pcapng', 'Network', 'Linux')
        }
    }
}
