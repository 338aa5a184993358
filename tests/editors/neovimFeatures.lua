-- A real Neovim (0.11 or newer) against the server: each feature once, by the editor's own functions. About 2 s.
--   GORAE='["gorae","server"]' FILE=/tmp/x/Dockerfile nvim --headless -u NONE -c 'luafile neovimFeatures.lua'
local function show(kind, text) io.stdout:write(kind .. ' ' .. tostring(text):gsub('\n', ' ') .. '\n') end
local ok, why = pcall(function()
  vim.lsp.config('gorae', { cmd = vim.fn.json_decode(vim.env.GORAE), filetypes = { 'dockerfile' },
    root_dir = vim.fn.fnamemodify(vim.env.FILE, ':p:h'), init_options = { language = 'ko' } })
  vim.lsp.enable('gorae')
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.FILE))
  vim.bo.filetype = 'dockerfile'
  local buf = vim.api.nvim_get_current_buf()
  assert(vim.wait(10000, function() return #vim.lsp.get_clients({ bufnr = buf }) > 0 end), 'no client')
  local client = vim.lsp.get_clients({ bufnr = buf })[1]
  show('ENCODING', client.offset_encoding)
  local function lines() return table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n') end
  local function goto_text(text)
    vim.fn.cursor(1, 1)
    assert(vim.fn.search('\\V' .. text) > 0, text)
  end
  local function ask(method, more)
    local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(0, client.offset_encoding), more or {})
    local answer = assert(client:request_sync(method, params, 10000, buf), method .. ': no answer')
    assert(not answer.err, method .. ': ' .. vim.inspect(answer.err))
    return answer.result
  end
  goto_text('PORT}')
  vim.lsp.buf.definition()
  assert(vim.wait(10000, function() return vim.fn.line('.') == 3 end), 'no definition')
  show('DEFINITION', vim.fn.line('.') .. ':' .. vim.fn.col('.'))
  show('REFERENCES', #ask('textDocument/references', { context = { includeDeclaration = true } }))
  show('HIGHLIGHTS', #ask('textDocument/documentHighlight'))
  vim.lsp.buf.rename('P')
  assert(vim.wait(10000, function() return lines():find('${P}', 1, true) end), 'no rename')
  show('RENAMED', select(2, lines():gsub('PORT', '')))
  local symbols = ask('textDocument/documentSymbol')
  show('OUTLINE', symbols[1].name .. ' ' .. symbols[1].children[1].name)
  show('FOLDS', #ask('textDocument/foldingRange'))
  show('LINKS', ask('textDocument/documentLink')[1].target)
  local selection = ask('textDocument/selectionRange', { positions = { vim.lsp.util.make_position_params(0, client.offset_encoding).position } })
  show('SELECTION', selection[1].parent and 'grows')
  assert(vim.wait(10000, function() return #(vim.lsp.semantic_tokens.get_at_pos(buf, 0, 0) or {}) > 0 end), 'no tokens')
  show('TOKENS', vim.lsp.semantic_tokens.get_at_pos(buf, 0, 0)[1].type)
  local whole = { start = { line = 0, character = 0 }, ['end'] = { line = 8, character = 0 } }
  show('HINTS', #ask('textDocument/inlayHint', { range = whole }))
  show('LENSES', ask('textDocument/codeLens')[1].command.title)
  goto_text('base')
  local item = ask('textDocument/prepareCallHierarchy')
  show('CALLS', client:request_sync('callHierarchy/incomingCalls', { item = item[1] }, 10000, buf).result[1].from.name)
  vim.lsp.buf.format({ async = false, timeout_ms = 10000 })
  show('FORMATTED', lines():find('\nEXPOSE $P', 1, true) and 'yes' or lines())
  vim.cmd('silent write')
  client:stop()
end)
if not ok then show('FAILED', tostring(why)) vim.cmd('cquit 1') end
vim.cmd('qall!')
