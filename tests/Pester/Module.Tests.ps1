BeforeDiscovery { . "$PSScriptRoot/Common.ps1" }
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'The module' {
    It 'has a valid manifest' {
        (Test-ModuleManifest $manifest).Version | Should -Be '0.1.0'
    }

    It 'exports exactly the cmdlets' {
        (Get-Command -Module CalicoVxlan).Name | Sort-Object | Should -Be ($cmdlets | Sort-Object)
    }

    It 'does nothing but load when it is imported' {
        $out = & (Get-Process -Id $PID).Path -NoProfile -Command "Import-Module '$manifest'; (Get-Module CalicoVxlan).Name"
        $out | Should -Be 'CalicoVxlan'
    }

    It 'brings about_CalicoVxlan' {
        (Get-Help about_CalicoVxlan) -join "`n" | Should -Match 'VTEP'
    }
}

Describe '<_>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command $_
        $help = Get-Help $_ -Full
    }

    It 'uses an approved verb' {
        $command.Verb | Should -BeIn (Get-Verb).Verb
    }

    It 'says what it writes' {
        $command.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'has a synopsis, a description and examples with real output' {
        $help.Synopsis | Should -Not -Match ([regex]::Escape($command.Name + ' ['))
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterThan 1
    }

    It 'describes each of its parameters' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        foreach ($name in $command.Parameters.Keys | Where-Object { $_ -notin $common }) {
            $entry = @($help.Parameters.Parameter | Where-Object Name -EQ $name)[0]
            $entry.Description.Text | Should -Not -BeNullOrEmpty -Because "-$name needs help"
        }
    }

    It 'describes no parameter that it does not have' {
        foreach ($entry in $help.Parameters.Parameter) {
            $command.Parameters.Keys | Should -Contain $entry.Name
        }
    }
}

Describe 'The views' {
    It '<Type> has a <Kind> view' -ForEach @(
        foreach ($type in 'CalicoVxlan.Frames.VxlanFrame', 'CalicoVxlan.Flows.VxlanFlow', 'CalicoVxlan.Frames.FrameHeaders') {
            foreach ($kind in 'TableControl', 'ListControl') { @{ Type = $type; Kind = $kind } }
        }
    ) {
        $views = (Get-FormatData -TypeName $Type -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition
        $views | ForEach-Object { $_.Control.GetType().Name } | Should -Contain $Kind
    }

    It 'names only properties that exist' {
        [xml] $format = Get-Content (Join-Path $root 'module/CalicoVxlan.Format.ps1xml')
        $assemblies = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'CalicoVxlan' }
        foreach ($view in $format.Configuration.ViewDefinitions.View) {
            $type = $assemblies.GetType($view.ViewSelectedBy.TypeName)
            $type | Should -Not -BeNullOrEmpty -Because $view.ViewSelectedBy.TypeName
            foreach ($name in $view.SelectNodes('.//PropertyName').InnerText) {
                $type.GetProperty($name) | Should -Not -BeNullOrEmpty -Because "$($type.Name) view names $name"
            }
        }
    }
}
