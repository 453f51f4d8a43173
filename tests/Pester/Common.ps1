# What every file of the suite needs: the built module and the sample captures.
$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$manifest = Join-Path $root 'output/CalicoVxlan/CalicoVxlan.psd1'
$samples = Join-Path $root 'module/Samples'
$node1 = Join-Path $samples '2-node1.pcapng'
$cmdlets = 'Compare-CalicoCheck', 'Export-CalicoEvidence', 'Export-VxlanFrame', 'Find-PodVeth', 'Get-CalicoCheck', 'Get-CalicoEvidence', 'Get-CalicoLab', 'Get-CalicoVtep',
    'Get-VxlanFrame', 'Import-CalicoEvidence', 'Measure-VxlanFlow', 'New-CalicoLab', 'Remove-CalicoLab', 'Resolve-CalicoAddress', 'Set-CalicoLabFault', 'Test-CalicoVxlanMode'
$healthy = Join-Path $samples 'evidence'
$broken = Join-Path $samples 'evidence-broken'
Import-Module $manifest -Force
